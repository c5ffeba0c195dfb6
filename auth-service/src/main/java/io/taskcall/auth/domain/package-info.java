/**
 * What an organization, its people and its integrations are, and the rules by which they change.
 */
@NullMarked
package io.taskcall.auth.domain;

import org.jspecify.annotations.NullMarked;
