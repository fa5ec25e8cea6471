"""Every region there is, by audience: what changes for many on phones, screen and control room.

A region is one name, one template, one root element whose id is the name. Its context comes from queries and from the
view alone. First the page includes it, then the stream sends it, or the polling page gets it: the same file.
"""

from app.live.regions import facilitator, participant, screen, table
from app.live.regions.region import Region
from app.live.views import Audience

REGIONS: dict[Audience, tuple[Region, ...]] = {
    Audience.PARTICIPANT: participant.REGIONS,
    Audience.SCREEN: screen.REGIONS,
    Audience.FACILITATOR: facilitator.REGIONS,
    Audience.TABLE: table.REGIONS,
}

__all__ = ["REGIONS", "Region"]
