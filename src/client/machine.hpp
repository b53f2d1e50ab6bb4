// SPDX-License-Identifier: MIT
/// All of a client but its queue. Each named client is a source of its own that includes this, so
/// that what is called once is compiled where it is called.
#pragma once

#include "client/deadlines.hpp"
#include "client/hear.hpp"
#include "client/life.hpp"
#include "client/report.hpp"
#include "client/speak.hpp"
#include "codec/enhanced_status.hpp"
#include "codec/reply.hpp"
#include "session/capabilities.hpp"
#include "session/commands.hpp"
#include "session/conversation.hpp"
#include "session/cursors.hpp"
#include "session/decision.hpp"
#include "session/exchange.hpp"
#include "session/replies.hpp"
#include "session/transaction.hpp"
