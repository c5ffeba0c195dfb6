/** Seals secrets, so that the database alone gives none away. */
@NullMarked
package io.taskcall.auth.crypto;

import org.jspecify.annotations.NullMarked;
