"""`state`: what an application's page carries for its scripts, read without running them."""
