// SPDX-License-Identifier: MIT
// A plugin of Haraka: who may log in, and what is kept, as store.py reads it.
const fs = require('fs');
const path = require('path');

const configuration = JSON.parse(fs.readFileSync(process.env.POSTINO_CONFIGURATION));
let count = 0;

exports.register = function () {
  this.inherits('auth/auth_base');
};

exports.hook_capabilities = function (next, connection) {
  const methods = ['PLAIN', 'LOGIN', 'CRAM-MD5'];
  connection.capabilities.push(`AUTH ${methods.join(' ')}`);
  connection.notes.allowed_auth_methods = methods;
  next();
};

exports.get_plain_passwd = function (user, connection, done) {
  done(configuration.users[user] ?? null);
};

// Without a login only where there is no TLS.
exports.hook_rcpt = function (next, connection) {
  const open = connection.local.port === configuration.clear;
  next(open || connection.relaying ? OK : DENY);
};

function keep(next, connection) {
  const {transaction} = connection;
  transaction.message_stream.get_data((content) => {
    const stem = path.join(configuration.store, String(count++));
    const all = [transaction.mail_from, ...transaction.rcpt_to];
    fs.writeFileSync(`${stem}.envelope`, all.map((one) => `${one.address}\n`).join(''));
    fs.writeFileSync(`${stem}.part`, content);
    fs.renameSync(`${stem}.part`, `${stem}.content`);
    next(OK);
  });
}

exports.hook_queue = keep;
// Where mails of those who logged in would leave for the world.
exports.hook_queue_outbound = keep;
