"""Pages of second factors: the second step of a sign-in, proving again to be oneself, and one's own factors."""
