"""When jobs run. Jobs are plain functions over rows that they claim, so that twice is once."""
