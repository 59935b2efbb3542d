"""One customer's story in one line of time: messages, promises, disputes, holds, payments, decisions, skips."""
