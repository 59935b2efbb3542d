"""`puntual assess`: is a company ready to let an agent collect? From any ledger, in one command."""
