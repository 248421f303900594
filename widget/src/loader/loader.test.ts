import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fetchConfig } from "./config";
import { readOptions } from "./options";
import { start } from "./start";

// The test environment knows no constructed style sheets.
vi.mock("../theme/sheets", () => ({ adopt: () => undefined, accentSheet: () => "" }));

function script(attributes: Record<string, string>, src = "https://trips.example/widget.js?v=1"): HTMLScriptElement {
  const tag = document.createElement("script");
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
  Object.defineProperty(tag, "src", { value: src });
  return tag;
}

describe("the options of a page", () => {
  test("are modest by default, and the gateway is where the script came from", () => {
    expect(readOptions(script({ "data-tripwright": "" }))).toEqual({
      base: "https://trips.example",
      position: "end",
      language: null,
      open: false,
      accent: null,
    });
  });

  test("are read from the attributes", () => {
    const given = { "data-position": "left", "data-language": "ar", "data-open": "", "data-accent": "#ff0055" };
    expect(readOptions(script(given, "https://trips.example/travel/widget.js"))).toEqual({
      base: "https://trips.example/travel",
      position: "start",
      language: "ar",
      open: true,
      accent: "#ff0055",
    });
    expect(readOptions(script({ "data-open": "false" })).open).toBe(false);
  });
});

describe("the settings of the operator", () => {
  const answered = (answer: Partial<Response> | Error) =>
    vi.stubGlobal("fetch", vi.fn(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer))));

  test("are asked for without cookies, as any page may", async () => {
    answered({ ok: true, json: () => Promise.resolve({ brand: "Sea & Sun", accent: "#123456" }) });
    expect(await fetchConfig("https://trips.example")).toMatchObject({ brand: "Sea & Sun", accent: "#123456", currency: "EUR" });
    expect(fetch).toHaveBeenCalledWith("https://trips.example/api/widget.json", { credentials: "omit" });
  });

  test.each([new TypeError("no network"), { ok: false }])("are the defaults when nobody says them", async (answer) => {
    answered(answer);
    expect((await fetchConfig("")).brand).toBe("Tripwright");
  });
});

describe("the launcher", () => {
  const mounted = { open: vi.fn(), close: vi.fn() };
  const load = vi.fn(() => Promise.resolve({ mount: () => Promise.resolve(mounted) }));

  beforeEach(() => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    mounted.open.mockReset();
    load.mockClear();
  });

  afterEach(() => {
    document.querySelector("tripwright-chat")?.remove();
    localStorage.clear();
  });

  async function started(): Promise<HTMLButtonElement> {
    await start(readOptions(script({})), load);
    const button = document.querySelector("tripwright-chat")?.shadowRoot?.querySelector<HTMLButtonElement>(".tw-launcher");
    return button ?? expect.fail("no launcher");
  }

  test("loads the chat when somebody is about to use it, once", async () => {
    const button = await started();
    expect(button).toHaveAccessibleName("Chat with Tripwright");
    expect(load).not.toHaveBeenCalled();
    button.dispatchEvent(new Event("pointerenter"));
    button.click();
    await vi.waitFor(() => expect(mounted.open).toHaveBeenCalledOnce());
    expect(load).toHaveBeenCalledOnce();
    expect(button.closest<HTMLElement>(".tw-launch")?.hidden).toBe(true);
  });

  test("loads it at once for who has a conversation, without opening it", async () => {
    localStorage.setItem("tripwright.conversation", "c-1");
    await started();
    expect(load).toHaveBeenCalledOnce();
    expect(mounted.open).not.toHaveBeenCalled();
  });

  test("says so when the chat cannot be loaded, and tries again", async () => {
    load.mockImplementationOnce(() => Promise.reject(new TypeError("no network")));
    const button = await started();
    button.click();
    const note = () => button.closest(".tw-launch")?.querySelector("[role=status]")?.textContent;
    await vi.waitFor(() => expect(note()).toContain("could not be loaded"));
    button.click();
    await vi.waitFor(() => expect(mounted.open).toHaveBeenCalledOnce());
    expect(note()).toBe("");
  });

  test("stands there once, however often the script does", async () => {
    await started();
    await started();
    expect(document.querySelectorAll("tripwright-chat")).toHaveLength(1);
  });
});
