"""The functions for people who write Python: assess, check, template, explain, generate, assess_all, whatif."""
