// The page that was noted as printed opens the print window by itself; without script the browser's own command does.
addEventListener("load", () => print());
