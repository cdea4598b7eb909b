// Reads calls from standard input, as lists of secrets, headers and a body; ends with 0 if each secret verifies its
// call, and none verifies it with another body.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

function verifies(secret, body, headers) {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

const calls = JSON.parse(readFileSync(0, "utf8"));
const wrong = calls.flatMap(({ secrets, headers, body }) =>
  secrets.filter((secret) => !verifies(secret, body, headers) || verifies(secret, body + " ", headers)),
);
console.log(`${calls.length} calls, ${wrong.length} wrong`);
process.exit(calls.length > 0 && wrong.length === 0 ? 0 : 1);
