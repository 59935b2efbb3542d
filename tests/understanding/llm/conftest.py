"""No test may ever reach a real model; those that talk to a server of their own say so."""

from __future__ import annotations

import pytest

models = pytest.importorskip("pydantic_ai.models", reason="the extra llm is not installed")
models.ALLOW_MODEL_REQUESTS = False
