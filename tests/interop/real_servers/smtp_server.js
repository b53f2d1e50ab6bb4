// SPDX-License-Identifier: MIT
// The npm package smtp-server on loopback: smtp_server.js MODULES CONFIGURATION. What it takes it
// keeps as store.py reads it.
const fs = require('fs');
const path = require('path');

const [modules, file] = process.argv.slice(2);
const {SMTPServer} = require(path.join(modules, 'smtp-server'));
const configuration = JSON.parse(fs.readFileSync(file));
let count = 0;

function refusal(code, words) {
  return Object.assign(new Error(words), {responseCode: code});
}

const isFull = (recipient) => recipient.address.startsWith('full');

function onRcptTo(recipient, session, done) {
  done(recipient.address.startsWith('nobody') ? refusal(550, 'Nobody') : null);
}

function keep(session, content) {
  const stem = path.join(configuration.store, String(count++));
  const {mailFrom, rcptTo} = session.envelope;
  const lines = [mailFrom, ...rcptTo.filter((one) => !isFull(one))].map((one) => `${one.address}\n`);
  fs.writeFileSync(`${stem}.envelope`, lines.join(''));
  fs.writeFileSync(`${stem}.part`, content);
  fs.renameSync(`${stem}.part`, `${stem}.content`);
}

// LMTP: an answer for each recipient.
function answers(session) {
  return session.envelope.rcptTo.map((one) => (isFull(one) ? refusal(552, 'Full') : 'Kept'));
}

const onData = (lmtp) => (stream, session, done) => {
  const pieces = [];
  stream.on('data', (piece) => pieces.push(piece));
  stream.on('end', () => {
    keep(session, Buffer.concat(pieces));
    done(null, lmtp ? answers(session) : 'Kept');
  });
};

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
  const open = ['clear', 'lmtp'].includes(service.security);
  const lmtp = service.security === 'lmtp';
  const server = new SMTPServer({
    lmtp,
    secure: service.security === 'tls',
    hideSTARTTLS: open,
    // What it hides unless asked.
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    hideREQUIRETLS: false,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    authOptional: open,
    allowInsecureAuth: open,
    key: fs.readFileSync(configuration.certificate),
    cert: fs.readFileSync(configuration.certificate),
    size: 20000000,
    disableReverseLookup: true,
    logger: false,
    onAuth,
    onRcptTo,
    onData: onData(lmtp),
  });
  server.on('error', (error) => console.error(error.message));
  server.listen(service.port, '127.0.0.1');
}
