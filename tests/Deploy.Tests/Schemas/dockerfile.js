// Checks a Dockerfile, text on standard input. Writes its faults as a JSON array.
const { validate } = require("dockerfile-utils");

const faults = validate(require("fs").readFileSync(0, "utf8")).map(fault => `line ${fault.range.start.line + 1}: ${fault.message}`);
process.stdout.write(JSON.stringify(faults));
