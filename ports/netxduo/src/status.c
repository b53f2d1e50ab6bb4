// SPDX-License-Identifier: MIT
#include "status.h"

/// The server answered, or should have, in `phase`.
static UINT reply_error(unsigned phase) {
  switch (phase) {
    case POSTINO_PHASE_GREETING:
      return NX_SMTP_GREET_REPLY_ERROR;
    case POSTINO_PHASE_EHLO:
    case POSTINO_PHASE_HELO:
      return NX_SMTP_HELLO_REPLY_ERROR;
    case POSTINO_PHASE_AUTH:
    case POSTINO_PHASE_AUTH_RESPONSE:
      return NX_SMTP_AUTH_REPLY_ERROR;
    case POSTINO_PHASE_MAIL_FROM:
      return NX_SMTP_MAIL_REPLY_ERROR;
    case POSTINO_PHASE_RCPT_TO:
      return NX_SMTP_RCPT_REPLY_ERROR;
    case POSTINO_PHASE_DATA:
      return NX_SMTP_DATA_REPLY_ERROR;
    case POSTINO_PHASE_CONTENT:
    case POSTINO_PHASE_CHUNK:
    case POSTINO_PHASE_END_OF_DATA:
      return NX_SMTP_MESSAGE_REPLY_ERROR;
    default:
      return NX_SMTP_SERVER_ERROR_CODE_RECEIVED;
  }
}

/// The connection was lost, or a deadline passed.
static UINT way_error(const postino_error* error) {
  if (error->phase == POSTINO_PHASE_CONTENT || error->phase == POSTINO_PHASE_CHUNK) {
    return NX_SMTP_TRANSMIT_ERROR;
  }
  if (error->fault == POSTINO_FAULT_CONNECTION_LOST || error->phase == POSTINO_PHASE_CONNECT) {
    return NX_NOT_CONNECTED;
  }
  return NX_NO_PACKET;
}

static UINT argument_error(unsigned field) {
  switch (field) {
    case POSTINO_FIELD_USER:
    case POSTINO_FIELD_PASSWORD:
    case POSTINO_FIELD_TOKEN:
    case POSTINO_FIELD_MECHANISMS:
      return NX_SMTP_AUTHENTICATION_ERROR;
    default:
      return NX_SMTP_INVALID_PARAM;
  }
}

/// What is no reply to the command in flight.
static UINT odd_reply_error(const postino_error* error) {
  switch (error->fault) {
    case POSTINO_FAULT_REPLY_LINE_TOO_LONG:
    case POSTINO_FAULT_REPLY_TOO_MANY_LINES:
    case POSTINO_FAULT_REPLY_TOO_LONG:
      return NX_SMTP_OVERSIZE_SERVER_REPLY;
    case POSTINO_FAULT_MALFORMED_REPLY:
    case POSTINO_FAULT_SPEAKS_TLS:
      return NX_SMTP_SERVER_ERROR_REPLY;
    case POSTINO_FAULT_EARLY_REPLY:
      return NX_SMTP_INVALID_SERVER_REPLY;
    case POSTINO_FAULT_BAD_CHALLENGE:
      return NX_SMTP_INVALID_SERVER_CHALLENGE;
    default:
      return NX_SMTP_INTERNAL_ERROR;
  }
}

static UINT fault_error(const postino_error* error) {
  switch (error->fault) {
    case POSTINO_FAULT_NEGATIVE_REPLY:
    case POSTINO_FAULT_SERVICE_CLOSING:
    case POSTINO_FAULT_TLS_OR_LOGIN_REQUIRED:
    case POSTINO_FAULT_UNEXPECTED_REPLY:
    case POSTINO_FAULT_START_TLS_REJECTED:
      return reply_error(error->phase);
    case POSTINO_FAULT_ALL_RECIPIENTS:
      return NX_SMTP_RCPT_REPLY_ERROR;
    case POSTINO_FAULT_LOGIN_REJECTED:
    case POSTINO_FAULT_AUTH_NOT_OFFERED:
    case POSTINO_FAULT_MECHANISM_NOT_ALLOWED:
      return NX_SMTP_AUTH_REPLY_ERROR;
    case POSTINO_FAULT_SIZE_EXCEEDED:
      return NX_SMTP_OVERSIZE_MAIL_DATA;
    case POSTINO_FAULT_HOST_NOT_FOUND:
    case POSTINO_FAULT_CONNECT_FAILED:
      return NX_NOT_CONNECTED;
    case POSTINO_FAULT_CONNECTION_LOST:
    case POSTINO_FAULT_TIMEOUT:
    case POSTINO_FAULT_SESSION_TIMEOUT:
      return way_error(error);
    case POSTINO_FAULT_NO_PACKET:
      return NX_SMTP_PACKET_ALLOCATE_ERROR;
    default:
      return odd_reply_error(error);
  }
}

UINT nx_smtp_postino_status(const postino_report* report) {
  if (report->outcome == POSTINO_OUTCOME_ACCEPTED) return NX_SUCCESS;
  if (report->outcome == POSTINO_OUTCOME_INVALID_ARGUMENT) {
    return argument_error(report->error.field);
  }
  return fault_error(&report->error);
}
