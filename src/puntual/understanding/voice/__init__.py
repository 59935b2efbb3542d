"""Voice notes: speech becomes text offline, in a process of its own with limits. Optional extra `voice`."""
