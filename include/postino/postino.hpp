// SPDX-License-Identifier: MIT
/// All of Postino's core, in reading order. The ports have headers of their own.
#pragma once

#include "postino/borrowed.hpp"
#include "postino/callback_source.hpp"
#include "postino/client.hpp"
#include "postino/composer.hpp"
#include "postino/config.hpp"
#include "postino/error.hpp"
#include "postino/mail.hpp"
#include "postino/mechanism.hpp"
#include "postino/mime.hpp"
#include "postino/report.hpp"
#include "postino/send_mail.hpp"
#include "postino/server.hpp"
#include "postino/socket.hpp"
#include "postino/source.hpp"
#include "postino/storage.hpp"
#include "postino/time.hpp"
#include "postino/trace.hpp"
#include "postino/transport.hpp"
#include "postino/view.hpp"
