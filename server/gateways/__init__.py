"""Payment gateways: what is said to them and what they say, apart from how it travels."""
