/** Tells the test. */
export const say = (what) => fetch("/said", { method: "POST", body: JSON.stringify(what) });
