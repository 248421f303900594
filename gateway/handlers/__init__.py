"""What each route does; ``gateway.routes`` says where they are."""
