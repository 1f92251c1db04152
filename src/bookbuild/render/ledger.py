"""stub while rules are tried"""
