# %% [markdown]
# # A pair's z, worked out again
# Pulls the series of a pair and computes its newest z-scores with pandas, twice: by our definition (docs/analytics/spread-and-z.md), where it has to agree,
# and by the recipe that most dashboards use, where it does not, and why.
#
# Needs pandas. `QP` is the node's address, `QP_KEY` an API key with the scopes `read` and `write`.

# %%
import json
import os
import urllib.request

import numpy as np
import pandas as pd

BASE, KEY = os.environ["QP"] + "/api/v1", os.environ["QP_KEY"]
WINDOW, Z_WINDOW = 120, 60


def send(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer " + KEY, "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(BASE + path, data, headers, method=method), timeout=60) as answer:
        return json.loads(answer.read() or b"null")


# %% [markdown]
# A pair of log prices with an OLS hedge ratio over 120 bars and a z-window of 60. It is deleted again at the end.

# %%
pair = send("POST", "/pairs", {"y": "ETHUSDT", "x": "BTCUSDT", "interval": "1s", "window": WINDOW, "zWindow": Z_WINDOW})
try:
    series = pd.DataFrame(send("GET", f"/pairs/{pair['id']}/series?limit=1000")["points"]).set_index("time")
finally:
    send("DELETE", f"/pairs/{pair['id']}")

y, x = np.log(series["priceY"]), np.log(series["priceX"])
print(series[["priceY", "priceX", "beta", "spread", "z"]].tail(3))


# %% [markdown]
# ## Our definition
# At each bar the coefficients come from the last `WINDOW` log prices, and **those same coefficients** are applied to all of the last `Z_WINDOW` prices. The spread
# is then one series seen with one hedge ratio, and z says how far its last value lies from its mean. Prices are centred before they are squared: log prices
# near 11 that move by 1e-5 leave a naive sum of squares few digits.

# %%
def z_of(end):
    wy, wx = y.iloc[end - WINDOW:end].to_numpy(), x.iloc[end - WINDOW:end].to_numpy()
    cy, cx = wy - wy.mean(), wx - wx.mean()
    beta = (cx @ cy) / (cx @ cx)
    spread = cy[-Z_WINDOW:] - beta * cx[-Z_WINDOW:]
    return (spread[-1] - spread.mean()) / spread.std(ddof=1)


# %% [markdown]
# A gap in the data resets the windows, so only bars that follow a full window without a gap are compared.

# %%
step = series.index.to_series().diff().eq(1000)
whole = step.rolling(WINDOW).sum().eq(WINDOW)
ends = [end for end in range(len(series) - 200, len(series) + 1) if whole.iloc[end - 1] and not np.isnan(series["z"].iloc[end - 1])]
ours = pd.Series({series.index[end - 1]: z_of(end) for end in ends})
difference = (ours - series["z"].reindex(ours.index)).abs().max()
print(f"{len(ours)} bars by our definition: largest difference {difference:.1e}")
assert len(ours) > 100 and difference < 1e-7, difference

# %% [markdown]
# ## The usual recipe
# `spread.rolling(60).mean()` over the *series* of spreads mixes spreads that were each made with the coefficients of their own bar. When beta and alpha drift, the
# mean and the deviation are those of the drift as much as of the spread. This is the known difference; it is not rounding.

# %%
rolling = series["spread"].rolling(Z_WINDOW)
usual = ((series["spread"] - rolling.mean()) / rolling.std()).reindex(ours.index)
print(f"the usual recipe: largest difference {(usual - ours).abs().max():.2f}, median {(usual - ours).abs().median():.2f}")
assert (usual - ours).abs().max() > 100 * difference
