"""`python -m widgets.service.kernels`: the warm process (see `warm.py`).

Nothing that it loads is garbage, and to look for some all the while takes a sixth of the time; `warm.serve` begins to look when all is there.
"""

import gc

gc.disable()

from widgets.service.kernels import warm  # noqa: E402  so that loading it is not looked through either

warm.main()
