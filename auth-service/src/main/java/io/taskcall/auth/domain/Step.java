package io.taskcall.auth.domain;

import java.util.UUID;

/** One change that brings the directory nearer to what the setup file says. */
public sealed interface Step {
  /** The organization is new, or is called something else. */
  record SaveOrganization(Organization organization) implements Step {}

  /** The person is new, or something about them has changed. */
  record SaveMember(Member member) implements Step {}

  /** The person is in the file no more. */
  record RemoveMember(Member member) implements Step {}

  /** The integration is new, or something about it has changed. */
  record SaveIntegration(Integration integration) implements Step {}

  /** The integration is in the file no more. */
  record RemoveIntegration(Integration integration) implements Step {}

  /** A refresh token that we have not seen before takes the place of the grant we hold. */
  record PlantGrant(UUID integrationId, String refreshTokenSha256) implements Step {}
}
