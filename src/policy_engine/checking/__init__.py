"""From trees to typed core expressions: names resolved, types and units checked, scales put right."""
