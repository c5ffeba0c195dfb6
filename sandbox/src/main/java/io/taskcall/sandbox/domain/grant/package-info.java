/** The rules of OAuth 2 as Datadog applies them: codes, proofs, tokens and their rotation. */
@NullMarked
package io.taskcall.sandbox.domain.grant;

import org.jspecify.annotations.NullMarked;
