"""One catalogue of what is said: each code of refusal with its sentence, which a language's file translates."""
