// Serves the folder argv[2] with the bucket argv[3] on a free port of the loopback interface, prints the port, and ends with its standard input.
const fs = require('fs/promises');
const S3rver = require('s3rver');
const Store = require('s3rver/lib/stores/filesystem');

// S3 shows an object when it is whole, and a listing at one moment. s3rver writes file after file and answers before the last byte is there:
// so its operations take turns here, and a write ends when its file has its size.
let last = Promise.resolve();
for (const method of ['putObject', 'getObject', 'deleteObject', 'listObjects']) {
  const operation = Store.prototype[method];
  Store.prototype[method] = function (...values) {
    const turn = last.then(async () => {
      const result = await operation.apply(this, values);
      if (method === 'putObject') {
        const file = this.getResourcePath(values[0].bucket, values[0].key, 'object');
        while ((await fs.stat(file)).size < result.size) {
          await new Promise(resolve => setTimeout(resolve, 1));
        }
      }

      return result;
    });
    last = turn.catch(() => {});
    return turn;
  };
}

new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2], configureBuckets: [{ name: process.argv[3] }] })
  .run()
  .then(address => console.log(address.port));
process.stdin.on('end', () => process.exit(0)).resume();
