package io.taskcall.contracts;

import java.util.UUID;

/** Which alert, and whose: enough to route it without knowing what it says. */
public record AlertRef(
    Fingerprint fingerprint, UUID organizationId, UUID integrationId, UUID serviceId) {}
