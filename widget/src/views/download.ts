// Hands a text to the browser as a file.

export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Browsers read the file a moment after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
