"""The bench: what people wait for, measured side by side with other ways to make the same book."""
