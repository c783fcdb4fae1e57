// A push service as vendors run it, over HTTP/2: the end of the path says how it answers. It prints how each request came.
import { readFileSync } from "node:fs";
import { createSecureServer } from "node:http2";

const [chain, key, port] = process.argv.slice(2);
const answers = {
  later: (response) => response.writeHead(429, { "retry-after": "77" }).end("slow down"),
  huge: (response) => response.writeHead(201).end(Buffer.alloc(5_000_000)),
  hang: () => undefined,
};
const server = createSecureServer({ cert: readFileSync(chain), key: readFileSync(key), allowHTTP1: true });
server.on("request", (request, response) => {
  console.log(request.httpVersion);
  const answer = answers[request.url.split("/").at(-1)] ?? (() => response.writeHead(201).end());
  request.resume().on("end", () => answer(response));
});
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
