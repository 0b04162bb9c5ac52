"""What is sent out: messages, calendar feeds, rota lists."""
