"""How the plan of a lot goes: what is paid of it, what comes, and what would end it sooner."""
