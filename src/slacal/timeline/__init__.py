"""The narrow waist: how much open time, how fast?

Whole numbers only: C(t), the open time before t, and its inverse. No zone, no date, no business.
"""
