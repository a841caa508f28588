"""The desktop tool of a national mine action centre under the Convention on Cluster Munitions."""
