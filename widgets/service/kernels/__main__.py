"""`python -m widgets.service.kernels`: the warm process (see `warm.py`).

It hardly looks for garbage until all is loaded; `warm.serve` looks as usual.
"""

from course import loading

loading.begins()

from widgets.service.kernels import warm  # noqa: E402  so that loading it is not looked through either

warm.main()
