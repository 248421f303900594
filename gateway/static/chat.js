// The page: keeps one conversation, shows what is said, sends what is typed or tapped.

import { Connection, newId } from "./connection.js";
import { bubble, note, pickerFor, replyItem } from "./view.js";

const KEY = "tripwright.conversation";
const log = document.getElementById("log");
const main = document.querySelector("main");
const text = document.getElementById("text");
const typing = document.getElementById("typing");
const picker = document.getElementById("picker");
const state = document.getElementById("state");
const earlier = document.getElementById("earlier");

// What is on screen by message: the traveller's bubble, the replies, and whether they are only a notice so far.
const turns = new Map();
let oldest = null;
let wasLost = false;

const connection = new Connection({
  began: (conversation) => localStorage.setItem(KEY, conversation),
  frame: receive,
  lost: () => { wasLost = true; state.textContent = "Connecting…"; },
  found: () => {
    state.textContent = "";
    if (wasLost) restore();
    wasLost = false;
  },
});

function turnOf(messageId) {
  if (!turns.has(messageId)) turns.set(messageId, { mine: null, items: [], settled: false });
  return turns.get(messageId);
}

function receive(frame) {
  const turn = frame.message_id ? turnOf(frame.message_id) : null;
  if (frame.type === "typing") typing.hidden = false;
  if (frame.type === "reply") show(turn, frame.reply);
  if (frame.type === "done") {
    typing.hidden = true;
    turn.settled = frame.state === "answered";
    turn.begun = false;
  }
  if (frame.type === "error") {
    typing.hidden = true;
    turn?.mine?.classList.add("failed");
    tell(frame.problem.detail);
  }
  toEnd();
}

// Replies that come after a notice take its place; an answer that came twice is shown once.
function show(turn, reply) {
  if (turn.settled) return;
  if (!turn.begun) {
    turn.items.forEach((item) => item.remove());
    turn.items = [];
    turn.begun = true;
  }
  const item = replyItem(reply, tap);
  turn.items.push(item);
  log.append(item);
  pick(reply.ask);
}

function tap(choice, button) {
  button.classList.add("taken");
  for (const other of button.closest("li").querySelectorAll("button")) other.disabled = true;
  say({ choice: choice.value }, choice.label);
}

async function say(said, shown) {
  const messageId = newId();
  const turn = turnOf(messageId);
  if (shown) {
    turn.mine = bubble(shown);
    log.append(turn.mine);
  }
  pick(null);
  typing.hidden = false;
  toEnd();
  try {
    await connection.send(messageId, said);
  } catch (error) {
    typing.hidden = true;
    turn.mine?.classList.add("failed");
    tell(error.problem ? error.problem.detail : "The assistant cannot be reached just now. Please try again.");
    if (error.problem?.type.endsWith("#unknown-conversation")) forget();
  }
}

function pick(ask) {
  const parts = pickerFor(ask, (value) => say({ text: value }, value));
  picker.replaceChildren(...(parts ?? []));
  picker.hidden = !parts;
}

function tell(words) {
  log.append(note(words));
  toEnd();
}

function toEnd() {
  main.scrollTop = main.scrollHeight;
}

// Shows the newest page of the history, or what lies before it.
async function restore() {
  const page = await connection.history(null).catch(() => null);
  if (page === null) return false;
  log.replaceChildren();
  turns.clear();
  for (const item of page.items) log.append(draw(item, page.items.at(-1)));
  oldest = page.next;
  earlier.hidden = !oldest;
  const last = page.items.at(-1);
  if (last?.reply) pick(last.reply.ask);
  toEnd();
  return true;
}

function draw(item, last) {
  const turn = turnOf(item.message_id);
  if (item.role === "traveller") return (turn.mine = bubble(item.text));
  turn.settled = true;
  const node = replyItem(item.reply, last && item.message_id === last.message_id ? tap : null);
  turn.items.push(node);
  return node;
}

function forget() {
  localStorage.removeItem(KEY);
  connection.leave();
}

function begin() {
  forget();
  log.replaceChildren();
  turns.clear();
  pick(null);
  earlier.hidden = true;
  state.textContent = "";
  say({ text: "Hello" }, null);
}

document.getElementById("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  say({ text: words }, words);
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    text.form.requestSubmit();
  }
});

document.getElementById("new").addEventListener("click", () => { begin(); text.focus(); });

earlier.addEventListener("click", async () => {
  const page = await connection.history(oldest).catch(() => null);
  if (!page) return;
  log.prepend(...page.items.map((item) => draw(item, null)));
  oldest = page.next;
  earlier.hidden = !oldest;
});

const kept = localStorage.getItem(KEY);
if (kept) {
  connection.conversation = kept;
  if (await restore()) connection.follow(kept);
  else begin();
} else begin();
text.focus();
