"""Where tasks run: the warm process and its forks, page processes, kernels and spare views. The one room that knows Jupyter from within."""
