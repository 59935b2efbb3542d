"""The finer checks of a portfolio: tax ids, customers entered twice, control totals, jumps between syncs."""
