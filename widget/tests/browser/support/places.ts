// What the tests are told from outside: the running assistant, its mails, and where to put pictures.

function told(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tests/browser of the project starts these tests`);
  return value;
}

/** The address of the assistant, without a slash at the end. */
export const ASSISTANT = told("BROWSER_ASSISTANT");
/** The folder that its mails are written to. */
export const MAILS = told("BROWSER_MAILS");
/** The port for a foreign page, whose origin the assistant allows. */
export const FOREIGN_PORT = Number(told("BROWSER_FOREIGN_PORT"));
export const SCREENSHOTS = told("BROWSER_SCREENSHOTS");
/** The program that is driven. */
export const CHROMIUM = told("BROWSER_PROGRAM");
