// Holds Kubernetes objects, a JSON array on standard input, against the API's description. Writes their faults as a JSON array.
// One package knows types, allowed values and what is required, the other which fields there are at all.
const client = require("@kubernetes/client-node/dist/gen/models/all.js");

function unknownFields(value, type, path) {
  const array = /^Array<(.+)>$/.exec(type);
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type);
  if (array) {
    return Array.isArray(value) ? value.flatMap((item, i) => unknownFields(item, array[1], `${path}[${i}]`)) : [];
  }

  if (map) {
    return Object.entries(value ?? {}).flatMap(([key, item]) => unknownFields(item, map[1], `${path}.${key}`));
  }

  const model = client[type];
  if (!model?.getAttributeTypeMap || value === null || typeof value !== "object") {
    return [];
  }

  const fields = new Map(model.getAttributeTypeMap().map(field => [field.baseName, field.type]));
  return Object.entries(value).flatMap(([key, item]) =>
    fields.has(key) ? unknownFields(item, fields.get(key), `${path}.${key}`) : [`${path}.${key}: there is no such field in ${type}`]);
}

function invalidValues(object, name) {
  const model = require(`kubernetes-models/${object.apiVersion}/${object.kind}`)[object.kind];
  try {
    new model(object).validate();
    return [];
  } catch (error) {
    return error.errors.map(e => `${name}${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
  }
}

const objects = JSON.parse(require("fs").readFileSync(0, "utf8"));
const faults = objects.flatMap(object => {
  const name = `${object.kind} ${object.metadata?.name}`;
  return [...invalidValues(object, name), ...unknownFields(object, `V1${object.kind}`, name)];
});
process.stdout.write(JSON.stringify(faults));
