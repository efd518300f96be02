"""How second factors are made and checked: codes, passkeys, and the secrets that are kept for them."""
