// SPDX-License-Identifier: MIT
// The npm package smtp-server on loopback: smtp_server.js MODULES CONFIGURATION. What it takes it
// keeps as store.py reads it.
const fs = require('fs');
const path = require('path');

const [modules, file] = process.argv.slice(2);
const {SMTPServer} = require(path.join(modules, 'smtp-server'));
const configuration = JSON.parse(fs.readFileSync(file));
let count = 0;

function keep(session, content) {
  const stem = path.join(configuration.store, String(count++));
  const {mailFrom, rcptTo} = session.envelope;
  const lines = [mailFrom, ...rcptTo].map((one) => `${one.address}\n`);
  fs.writeFileSync(`${stem}.envelope`, lines.join(''));
  fs.writeFileSync(`${stem}.part`, content);
  fs.renameSync(`${stem}.part`, `${stem}.content`);
}

function onData(stream, session, done) {
  const pieces = [];
  stream.on('data', (piece) => pieces.push(piece));
  stream.on('end', () => {
    keep(session, Buffer.concat(pieces));
    done(null, 'Kept');
  });
}

function onAuth(auth, session, done) {
  const password = configuration.users[auth.username];
  const right =
    password !== undefined &&
    (auth.method === 'CRAM-MD5'
      ? auth.validatePassword(password)
      : auth.method === 'XOAUTH2'
        ? auth.accessToken === password
        : auth.password === password);
  if (right) return done(null, {user: auth.username});
  if (auth.method !== 'XOAUTH2') return done(new Error('Wrong'));
  return done(null, {data: {status: '401', schemes: 'bearer', scope: 'mail'}});
}

for (const service of configuration.services) {
  const server = new SMTPServer({
    secure: service.security === 'tls',
    hideSTARTTLS: service.security === 'clear',
    // What it hides unless asked.
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    hideREQUIRETLS: false,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    authOptional: service.security === 'clear',
    allowInsecureAuth: service.security === 'clear',
    key: fs.readFileSync(configuration.certificate),
    cert: fs.readFileSync(configuration.certificate),
    size: 20000000,
    disableReverseLookup: true,
    logger: false,
    onAuth,
    onData,
  });
  server.on('error', (error) => console.error(error.message));
  server.listen(service.port, '127.0.0.1');
}
