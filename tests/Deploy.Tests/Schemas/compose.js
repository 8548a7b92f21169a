// Holds a Compose file, as JSON on standard input, against the schema of the Compose specification. Writes its faults as a JSON array.
const Ajv = require("ajv");
const fs = require("fs");
const path = require("path");

// The package has the schema, but does not offer it to require; and the schema names its dialect in a way of its own.
const schema = JSON.parse(fs.readFileSync(path.join(__dirname, "node_modules/dclint/schemas/compose.schema.json"), "utf8"));
schema.$schema = "http://json-schema.org/draft-07/schema#";

const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
const file = JSON.parse(fs.readFileSync(0, "utf8"));
const faults = validate(file) ? [] : validate.errors.map(e => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
process.stdout.write(JSON.stringify(faults));
