// Where all of them send: takes each message over TLS and says 201. A whole process, so that it is nobody's cost.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

const [chain, key, port] = process.argv.slice(2);
createServer({ cert: readFileSync(chain), key: readFileSync(key) }, (request, response) => {
  request.resume().on("end", () => response.writeHead(201, { location: "/message/1", "content-length": 0 }).end());
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
