/** Some browsers begin to save only some time after the press. */
const KEPT_FOR = 60_000;

/** The browser's own way of saving a file. It does not tell how that went. */
export function handOver(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, KEPT_FOR);
}
