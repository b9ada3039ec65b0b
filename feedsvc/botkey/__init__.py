"""How others know us: our name, and the key that signs requests, published in a directory (RFC 9421)."""
