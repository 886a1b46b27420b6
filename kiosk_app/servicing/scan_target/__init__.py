"""The sheet by which a scanner is tested: what stands on it, how it is drawn, and what a scan of it shows."""
