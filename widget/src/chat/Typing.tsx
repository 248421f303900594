// Three dots while the assistant is at work; the announcer says it in words.

export function Typing() {
  return (
    <div className="tw-typing" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
