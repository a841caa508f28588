"""The desk of the Implementation Support Unit: take submissions in, report on all of them."""
